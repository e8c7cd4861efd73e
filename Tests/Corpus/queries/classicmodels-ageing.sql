statement 1
  SELECT t1."orderNumber", t1."orderDate", t1j1."customerNumber", t1j1."country" FROM "orders" AS t1 LEFT JOIN "customers" AS t1j1 ON t1j1."customerNumber" = t1."customerNumber" WHERE t1."status" IN (?, ?, ?, ?, ?)
  ?1 = "In Process"
  ?2 = "On Hold"
  ?3 = "Disputed"
  ?4 = "Shipped"
  ?5 = "Resolved"

statement 2
  SELECT t102."orderNumber", t102."quantityOrdered", t102."priceEach" FROM "orderdetails" AS t102

statement 3
  SELECT t103."customerNumber", t103."amount" FROM "payments" AS t103
