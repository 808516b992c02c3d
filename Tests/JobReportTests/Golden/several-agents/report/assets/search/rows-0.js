jobreport("rows-0",String.raw`
[29759580,"completed",0,null,"jobs/2026-08/acme-api-docs-10--73b27f77e71a472f","acme/API-Docs","Draft of the guide","","acme/API-Docs#10",["API-Docs#10","https://github.com/acme/API-Docs/pull/10"],[],"draft","claude","","","2026-W31"]
[29762460,"completed",0,null,"jobs/2026-08/acme-docs-1--e95784cdd7da50de","acme/docs","Fix \u0060limits\u0060 of @octocat, closes #7","","acme/docs#1",["docs#1","https://github.com/acme/docs/pull/1"],[],"merged","copilot","","Mona Lisa","2026-W32"]
[29763900,"completed",0,null,"jobs/2026-08/acme-docs-2--26d72b5762e01ef6","acme/docs","Explain webhooks","","acme/docs#2",["docs#2","https://github.com/acme/docs/pull/2"],[],"closed","copilot","","Ada Lovelace \u003cada@acme.example>","2026-W32"]
[29773980,"completed",0,null,"jobs/2026-08/acme-docs-3--b671ae073448dbc6","acme/docs","Add a table of errors","","acme/docs#3",["docs#3","https://github.com/acme/docs/pull/3"],[],"merged","copilot","","","2026-W33"]
[29782680,"completed",0,null,"jobs/2026-08/s-1","acme","Move the quickstart","","s-1",["docs#5","https://github.com/acme/docs/pull/5"],[],"merged","devin","large","Bo: @octocat","2026-W34"]
[29784060,"completed",0,null,"jobs/2026-08/acme-docs-4--f98fe9567ce96802","acme/docs","Translate the CLI page","","acme/docs#4",["docs#4","https://github.com/acme/docs/pull/4"],[],"merged","copilot","","","2026-W34"]
[29784120,"completed",0,null,"jobs/2026-08/s-2","acme","Move the other half","","s-2",["docs#5","https://github.com/acme/docs/pull/5"],[],"merged","devin","large","Bo: @octocat","2026-W34"]
[29785500,"completed",0,null,"jobs/2026-08/acme-api-docs-9--52cb07f4e6921334","acme/API-Docs","Say what @acme/docs-team may do","","acme/API-Docs#9",["API-Docs#9","https://github.com/acme/API-Docs/pull/9"],[],"open","claude","","Ada Lovelace \u003cada@acme.example>","2026-W34"]
[29785560,"failed",1,2,"jobs/2026-08/s-3","acme","Rename the SDK","","s-3",[],["Rename @acme/sdk","Build"],"","devin","small","user-8","2026-W34"]
[29787000,"waiting",0,null,"jobs/2026-08/own-1","acme","Ask before the release","","own-1",[],[],"","In-house \u003cagent>","","Mona Lisa","2026-W34"]
[29788440,"completed",0,null,"jobs/2026-08/own-2","acme","Nobody knows whose this is","","own-2",["site#12","https://github.com/acme/site/pull/12"],[],"open","","","","2026-W34"]
[29792640,"running",0,null,"jobs/2026-08/s-4","acme","Watch the build","","s-4",[],[],"","devin","small","","2026-W35"]
`);
