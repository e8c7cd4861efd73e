statement 1
  SELECT t1."deal_no" FROM "deals" AS t1

statement 2
  SELECT t2."row_key", t2."new_value", t2j1."user", t2."day" FROM "history" AS t2 LEFT JOIN "batches" AS t2j1 ON t2j1."id" = t2."batch_id" WHERE t2."entity" = ? AND t2."field" = ? AND (t2j1."user" GLOB ? OR (t2."new_value" = ? AND t2."day" >= ? AND t2."day" < ? AND t2j1."user" GLOB ?))
  ?1 = "deals"
  ?2 = "state"
  ?3 = "[ｌLＬl][ｉIＩi]"
  ?4 = "Won"
  ?5 = 2026-01-01
  ?6 = 2026-04-01
  ?7 = "[ｗWＷw][ａAＡa][ｎNＮn][ｇGＧg]"

statement 3
  SELECT t103."row_key", t103."old_value", t103."new_value", t103j1."user", t103."day" FROM "history" AS t103 LEFT JOIN "batches" AS t103j1 ON t103j1."id" = t103."batch_id" WHERE t103."entity" = ? AND t103."field" = ?
  ?1 = "deals"
  ?2 = "fee"
