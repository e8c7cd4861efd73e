statement 1
  SELECT t1."customerNumber", t1."creditLimit", t1."customerName" FROM "customers" AS t1 WHERE (t1."country" GLOB ? OR t1."country" GLOB ? OR t1."country" GLOB ?)
  ?1 = "[ｆFＦf][ｒRＲr][ａAＡa][ｎNＮn][ｃCＣc][ｅEＥe]"
  ?2 = "[ｊJＪj][ａAＡa][ｐPＰp][ａAＡa][ｎNＮn]"
  ?3 = "[ｐPＰp][ｏOＯo][ｌLＬl][ａAＡa][ｎNＮn][ｄDＤd]"

statement 2
  SELECT t102."customerNumber", t102."orderNumber" FROM "orders" AS t102 WHERE t102."status" IN (?, ?, ?, ?, ?)
  ?1 = "In Process"
  ?2 = "On Hold"
  ?3 = "Disputed"
  ?4 = "Shipped"
  ?5 = "Resolved"

statement 3
  SELECT t203."orderNumber", t203."quantityOrdered", t203."priceEach" FROM "orderdetails" AS t203

statement 4
  SELECT t204j1."customerNumber", t204j2."productLine" FROM "orderdetails" AS t204 LEFT JOIN "orders" AS t204j1 ON t204j1."orderNumber" = t204."orderNumber" LEFT JOIN "products" AS t204j2 ON t204j2."productCode" = t204."productCode" WHERE t204j1."status" IN (?, ?, ?, ?, ?)
  ?1 = "In Process"
  ?2 = "On Hold"
  ?3 = "Disputed"
  ?4 = "Shipped"
  ?5 = "Resolved"
