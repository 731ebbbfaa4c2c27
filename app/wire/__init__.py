"""Messages in and out: XML writing, tolerant reading, the schema's verdict and signatures; no network, no SQL."""
