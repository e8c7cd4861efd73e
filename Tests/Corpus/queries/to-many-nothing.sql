statement 1
  SELECT t1."id" FROM "firms" AS t1 WHERE t1."name" GLOB ? ORDER BY t1."id"
  ?1 = "[ｃCＣc][ｏOＯo][ｂBＢb][ａAＡa][ｌLＬl][ｔTＴt]"

statement 2
  SELECT t104."firm_id", t104."deal_no", t104."due", t104."closed_on", t104."fee" FROM "deals" AS t104

statement 3
  SELECT t105."deal_no", t105."quantity", t105."price" FROM "deal_lines" AS t105
