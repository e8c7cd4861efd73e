statement 1
  SELECT t1."CustomerID" FROM "Customers" AS t1

statement 2
  SELECT t4."CustomerID", t4."OrderID" FROM "Orders" AS t4

statement 3
  SELECT t5."OrderID", t5."Quantity", t5."UnitPrice", t5."Discount" FROM "Order Details" AS t5
