statement 1
  SELECT t1."CustomerID" FROM "Customers" AS t1

statement 2
  SELECT t303."CustomerID", t303."OrderDate" FROM "Orders" AS t303 WHERE t303."OrderDate" < ?
  ?1 = 1998-05-07
