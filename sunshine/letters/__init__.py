"""Letters (文书): numbered official letters, written from templates and facts."""
