"""统计: time by stage, rates and reasons, by office and month, as charts with their numbers; it computes no figure."""
