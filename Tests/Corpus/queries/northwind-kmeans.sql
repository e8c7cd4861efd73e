statement 1
  SELECT (SELECT count(*) FROM "Orders" AS t2 WHERE t2."CustomerID" = t1."CustomerID") FROM "Customers" AS t1
