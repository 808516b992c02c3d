jobreport("2026-08",String.raw`
[29772720,"interrupted",0,0,"","","Stopped by hand","acme/interrupted","a0000000-0000-4000-8000-000000000002",[],[],"status:interrupted"]
[29774160,"blocked",0,0,"","","acme/blocked","acme/blocked","a0000000-0000-4000-8000-000000000003",[],[],"status:blocked"]
[29775600,"failed",0,1,"","","It stopped: no space","acme/failed","a0000000-0000-4000-8000-000000000004",[],["Try"],"status:failed"]
[29785680,"completed",0,1,"","","Review the Spanish pages","","a0000000-0000-4000-8000-000000000005",[],["Read all"],"status:completed"]
[29787120,"completed",1,1,"","","Document \u0060acme init\u0060 \u0026 \u003cTabs>","acme/complete","a0000000-0000-4000-8000-000000000006",["docs#12","https://github.com/acme/docs/pull/12"],["Add a page | with a pipe","Screenshots"],"status:completed"]
[29788200,"running",0,0,"","","Compare the SDKs","acme/stale","a0000000-0000-4000-8000-000000000007",[],[],"status:running"]
[29792610,"running",1,3,"","","Write the changelog","acme/still-running","a0000000-0000-4000-8000-000000000008",[],["Read the commits","Write it down","Ask for a review"],"status:running"]
`);
