statement 1
  SELECT t1."customerNumber" FROM "customers" AS t1

statement 2
  SELECT t2."customerNumber", t2."orderDate" FROM "orders" AS t2 WHERE t2."status" IN (?, ?, ?, ?, ?) AND t2."orderDate" < ?
  ?1 = "In Process"
  ?2 = "On Hold"
  ?3 = "Disputed"
  ?4 = "Shipped"
  ?5 = "Resolved"
  ?6 = 2005-06-01
