statement 1
  SELECT t1."deal_no" FROM "deals" AS t1 WHERE (t1."deal_no" = ? OR t1."deal_no" = ?) ORDER BY t1."deal_no"
  ?1 = 101
  ?2 = 102

statement 2
  SELECT t102."deal_no", t102."id", t102."amount", t102."currency", t102."tax" FROM "bills" AS t102
