"""The spine: fields, paths, drafts, rules and the check, free of Qt, SQL, network and files."""
