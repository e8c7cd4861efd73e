statement 1
  SELECT t1."id", t1."currency", t1."amount" FROM "bills" AS t1
