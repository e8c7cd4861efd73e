statement 1
  SELECT t1."deal_no", t1."closed_on" FROM "deals" AS t1 ORDER BY t1."deal_no" DESC LIMIT ? OFFSET ?
  ?1 = -1
  ?2 = 3
