require("./users.js");
