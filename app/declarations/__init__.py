"""What happens to a declaration: pure tables, types and functions, without files, network, SQL or Qt."""
