"""From the definitions' YAML to agendas, with errors that teach."""
