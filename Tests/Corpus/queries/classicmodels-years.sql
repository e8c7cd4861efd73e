statement 1
  SELECT t1."orderNumber", t1."orderDate" FROM "orders" AS t1 WHERE t1."status" IN (?, ?, ?, ?, ?)
  ?1 = "In Process"
  ?2 = "On Hold"
  ?3 = "Disputed"
  ?4 = "Shipped"
  ?5 = "Resolved"

statement 2
  SELECT t102."orderNumber", t102."quantityOrdered", t102."priceEach" FROM "orderdetails" AS t102
