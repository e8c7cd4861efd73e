statement 1
  SELECT t1."customerNumber" FROM "customers" AS t1

statement 2
  SELECT t6."customerNumber", t6."orderNumber" FROM "orders" AS t6

statement 3
  SELECT t7."orderNumber", t7."quantityOrdered", t7."priceEach" FROM "orderdetails" AS t7
