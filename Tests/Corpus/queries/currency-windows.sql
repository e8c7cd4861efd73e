statement 1
  SELECT t1."id", t1."amount", t1."currency" FROM "bills" AS t1 WHERE t1."billed_on" IS NOT NULL ORDER BY t1."id"
