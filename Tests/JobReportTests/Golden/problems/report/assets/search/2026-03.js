jobreport("2026-03",String.raw`
[29579070,"completed",0,null,"jobs/2026-03/same-id--829552d99911dbde","docs","In the first project","a/b","same-id",["javascript:alert(1)",""],[],"status:completed"]
[29579130,"completed",0,0,"jobs/2026-03/same-id--65817d3d3a261280","blog","In the second project","a/b","same-id",["blog!7","https://gitlab.com/acme/blog/-/merge_requests/7"],[],"status:completed"]
`);
