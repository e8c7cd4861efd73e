statement 1
  SELECT t1."code", t1."title" FROM "regions" AS t1 ORDER BY t1."code"

statement 2
  SELECT t2."region_code", t2."active" FROM "staff" AS t2
