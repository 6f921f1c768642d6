"""Reading rule files: YAML in, validated records out; every problem has its place and its cure."""
