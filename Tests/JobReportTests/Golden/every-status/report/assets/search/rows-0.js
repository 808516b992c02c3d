jobreport("rows-0",String.raw`
[29145600,"archived",0,null,"jobs/2025-06/a0000000-0000-4000-8000-000000000009","acme","acme/old","acme/old","a0000000-0000-4000-8000-000000000009",[],[],"","mintlify","sonnet","","2025-W22"]
[29453759,"unknown",0,0,"jobs/2025-12/a0000000-0000-4000-8000-000000000001","acme","A word nobody knows","acme/unknown","a0000000-0000-4000-8000-000000000001",[],[],"","mintlify","","","2026-W01"]
[29772720,"interrupted",0,0,"jobs/2026-08/a0000000-0000-4000-8000-000000000002","acme","Stopped by hand","acme/interrupted","a0000000-0000-4000-8000-000000000002",[],[],"","mintlify","","","2026-W33"]
[29774160,"blocked",0,0,"jobs/2026-08/a0000000-0000-4000-8000-000000000003","acme","acme/blocked","acme/blocked","a0000000-0000-4000-8000-000000000003",[],[],"","mintlify","","","2026-W33"]
[29775600,"failed",0,1,"jobs/2026-08/a0000000-0000-4000-8000-000000000004","acme","It stopped: no space","acme/failed","a0000000-0000-4000-8000-000000000004",[],["Try"],"","mintlify","opus","","2026-W33"]
[29785680,"completed",0,1,"jobs/2026-08/a0000000-0000-4000-8000-000000000005","acme","Review the Spanish pages","","a0000000-0000-4000-8000-000000000005",[],["Read all"],"","mintlify","","","2026-W34"]
[29787120,"completed",1,1,"jobs/2026-08/a0000000-0000-4000-8000-000000000006","acme","Document \u0060acme init\u0060 \u0026 \u003cTabs>","acme/complete","a0000000-0000-4000-8000-000000000006",["docs#12","https://github.com/acme/docs/pull/12"],["Add a page | with a pipe","Screenshots"],"","mintlify","sonnet","","2026-W34"]
[29788200,"running",0,0,"jobs/2026-08/a0000000-0000-4000-8000-000000000007","acme","Compare the SDKs","acme/stale","a0000000-0000-4000-8000-000000000007",[],[],"","mintlify","","","2026-W34"]
[29792610,"running",1,3,"jobs/2026-08/a0000000-0000-4000-8000-000000000008","acme","Write the changelog","acme/still-running","a0000000-0000-4000-8000-000000000008",[],["Read the commits","Write it down","Ask for a review"],"","mintlify","","","2026-W35"]
`);
