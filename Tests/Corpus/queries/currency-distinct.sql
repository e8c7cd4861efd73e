statement 1
  SELECT t1."tax", t1."currency" FROM "bills" AS t1
