jobreport("words-0",["#1"]);
