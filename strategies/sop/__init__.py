"""SOP2Graph: an expert's prose to a checked protocol, with every sentence accounted for."""
