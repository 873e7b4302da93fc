"""Many builds: a whole library as a folder that can be published, in which only what has changed is built again."""
