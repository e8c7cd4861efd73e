statement 1
  SELECT t1."customerNumber" FROM "customers" AS t1

statement 2
  SELECT t2."customerNumber", t2."orderNumber" FROM "orders" AS t2 WHERE t2."status" IN (?, ?, ?, ?, ?)
  ?1 = "In Process"
  ?2 = "On Hold"
  ?3 = "Disputed"
  ?4 = "Shipped"
  ?5 = "Resolved"

statement 3
  SELECT t103."orderNumber", t103."quantityOrdered", t103."priceEach" FROM "orderdetails" AS t103
