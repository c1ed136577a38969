"""What is known while a report is read: its events so far, its days and hours, and where they were."""
