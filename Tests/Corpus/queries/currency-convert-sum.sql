statement 1
  SELECT t1."deal_no" FROM "deals" AS t1 WHERE t1."deal_no" <= ? ORDER BY t1."deal_no"
  ?1 = 103

statement 2
  SELECT t102."deal_no", t102."amount", t102."currency", t102."billed_on" FROM "bills" AS t102
