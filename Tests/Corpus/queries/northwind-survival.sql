statement 1
  SELECT t1."CustomerID" FROM "Customers" AS t1

statement 2
  SELECT t203."CustomerID", t203."OrderID", t203."OrderDate" FROM "Orders" AS t203 WHERE t203."OrderDate" < ?
  ?1 = 1998-05-07
