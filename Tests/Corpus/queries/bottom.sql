statement 1
  SELECT t1."code", t1."list_price", t1."name" FROM "products" AS t1
