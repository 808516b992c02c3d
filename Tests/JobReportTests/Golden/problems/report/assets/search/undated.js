jobreport("undated",String.raw`
[null,"failed",1,1,"jobs/undated/taplainid--e9a396bc4c12dffd","blog","@team: =1+1 ⟦U+202E⟧gnp.exe \u003c/title>\u003cscript>alert(1)\u003c/script>","","Nöt/../a plain id",[],["your key is mint_[redacted]"],"status:failed"]
`);
