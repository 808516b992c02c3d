jobreport("2025-12",String.raw`
[29453759,"unknown",0,0,"","","A word nobody knows","acme/unknown","a0000000-0000-4000-8000-000000000001",[],[],"status:unknown"]
`);
