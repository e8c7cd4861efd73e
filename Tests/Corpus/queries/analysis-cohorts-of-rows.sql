statement 1
  SELECT t1j1."id", t1."closed_on" FROM "deals" AS t1 LEFT JOIN "firms" AS t1j1 ON t1j1."id" = t1."firm_id" WHERE (t1."status" = ?) IS NOT TRUE
  ?1 = "On Hold"
