jobreport("2025-06",String.raw`
[29145600,"archived",0,null,"","","acme/old","acme/old","a0000000-0000-4000-8000-000000000009",[],[],"status:archived"]
`);
