"""修改、撤销、补充: the page of a request, made of the difference between two versions."""
