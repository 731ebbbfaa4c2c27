"""导入商品: a sheet of goods mapped, mended, merged and split before it goes into the open draft as one step."""
