jobreport("rows-0",String.raw`
[null,"failed",1,1,"jobs/undated/n-t-a-plain-id--e9a396bc4c12dffd","blog","@team: =1+1 ⟦U+202E⟧gnp.exe \u003c/title>\u003cscript>alert(1)\u003c/script>","","Nöt/../a plain id",[],["your key is mint_[redacted]"],"","mintlify","","",""]
[29579070,"completed",0,null,"jobs/2026-03/same-id--829552d99911dbde","docs","In the first project","a/b","same-id",["javascript:alert(1)",""],[],"","mintlify","","","2026-W13"]
[29579130,"completed",0,0,"jobs/2026-03/same-id--65817d3d3a261280","blog","In the second project","a/b","same-id",["blog!7","https://gitlab.com/acme/blog/-/merge_requests/7"],[],"","mintlify","","","2026-W13"]
`);
