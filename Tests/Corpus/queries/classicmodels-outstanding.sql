statement 1
  SELECT t1."customerNumber", t1."country" FROM "customers" AS t1

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
  SELECT t104."customerNumber", t104."amount" FROM "payments" AS t104
