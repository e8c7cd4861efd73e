statement 1
  SELECT t1."country" FROM "customers" AS t1 WHERE (EXISTS(SELECT 1 FROM "orders" AS t2 WHERE t2."customerNumber" = t1."customerNumber")) IS NOT TRUE
