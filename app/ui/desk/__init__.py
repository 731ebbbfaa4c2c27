"""The services of the pages, made of the store and the workers; every SQL, XML and signature runs in their threads."""
