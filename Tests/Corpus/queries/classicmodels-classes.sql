statement 1
  SELECT t1."customerNumber", t1."creditLimit", t1."customerName" FROM "customers" AS t1 WHERE (t1."country" GLOB ? OR t1."country" GLOB ? OR t1."country" GLOB ?)
  ?1 = "[ｆFＦf][ｒRＲr][ａAＡa][ｎNＮn][ｃCＣc][ｅEＥe]"
  ?2 = "[ｊJＪj][ａAＡa][ｐPＰp][ａAＡa][ｎNＮn]"
  ?3 = "[ｐPＰp][ｏOＯo][ｌLＬl][ａAＡa][ｎNＮn][ｄDＤd]"

statement 2
  SELECT t204."customerNumber", t204."orderNumber" FROM "orders" AS t204 WHERE t204."status" IN (?, ?, ?, ?, ?)
  ?1 = "In Process"
  ?2 = "On Hold"
  ?3 = "Disputed"
  ?4 = "Shipped"
  ?5 = "Resolved"

statement 3
  SELECT t305."orderNumber", t305."quantityOrdered", t305."priceEach" FROM "orderdetails" AS t305

statement 4
  SELECT t306j1."customerNumber", t306j2."productLine" FROM "orderdetails" AS t306 LEFT JOIN "orders" AS t306j1 ON t306j1."orderNumber" = t306."orderNumber" LEFT JOIN "products" AS t306j2 ON t306j2."productCode" = t306."productCode" WHERE t306j1."status" IN (?, ?, ?, ?, ?)
  ?1 = "In Process"
  ?2 = "On Hold"
  ?3 = "Disputed"
  ?4 = "Shipped"
  ?5 = "Resolved"
