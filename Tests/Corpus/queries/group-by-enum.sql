statement 1
  SELECT t1."deal_no", t1."status", t1."fee" FROM "deals" AS t1

statement 2
  SELECT t2."deal_no", t2."quantity", t2."price" FROM "deal_lines" AS t2
