jobreport("words-0",["#7"]);
