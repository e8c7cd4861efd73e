statement 1
  SELECT t1."id", t1."quantity", t1j1."deal_no", t1."returned_on" FROM "returns" AS t1 LEFT JOIN "deal_lines" AS t1j1 ON t1j1."deal_no" = t1."deal_no" AND t1j1."line" = t1."line_no" LEFT JOIN "deals" AS t1j2 ON t1j2."deal_no" = t1j1."deal_no" ORDER BY CASE WHEN (t1j2."status" = ?) IS NOT TRUE THEN t1."quantity" END NULLS LAST, t1."id" LIMIT ?
  ?1 = "Open"
  ?2 = 2
