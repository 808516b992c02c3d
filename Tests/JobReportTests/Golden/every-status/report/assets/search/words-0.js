jobreport("words-0",["#12"]);
