statement 1
  SELECT t1."customerNumber", t1."creditLimit" FROM "customers" AS t1

statement 2
  SELECT t2."customerNumber", t2."orderNumber" FROM "orders" AS t2 WHERE t2."status" IN (?, ?, ?, ?, ?)
  ?1 = "In Process"
  ?2 = "On Hold"
  ?3 = "Disputed"
  ?4 = "Shipped"
  ?5 = "Resolved"

statement 3
  SELECT t103."orderNumber", t103."quantityOrdered", t103."priceEach" FROM "orderdetails" AS t103

statement 4
  SELECT t104j1."customerNumber", t104j2."productLine" FROM "orderdetails" AS t104 LEFT JOIN "orders" AS t104j1 ON t104j1."orderNumber" = t104."orderNumber" LEFT JOIN "products" AS t104j2 ON t104j2."productCode" = t104."productCode" WHERE t104j1."status" IN (?, ?, ?, ?, ?)
  ?1 = "In Process"
  ?2 = "On Hold"
  ?3 = "Disputed"
  ?4 = "Shipped"
  ?5 = "Resolved"
