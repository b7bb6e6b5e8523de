"""The desk of letters: their texts, a body's word and seal, files, what is void."""
