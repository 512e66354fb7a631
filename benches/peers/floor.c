/* The least that any program does: reads one file to its end and writes so many bytes to another. floor IN OUT BYTES */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static char buffer[1 << 18];

int main(int count, char **words) {
    if (count != 4) return 2;
    int in = open(words[1], O_RDONLY), out = open(words[2], O_WRONLY | O_CREAT | O_TRUNC, 0644);
    long left = atol(words[3]);
    ssize_t read_bytes = 1;
    if (in < 0 || out < 0) return 1;
    while (read_bytes > 0 || left > 0) {
        if (read_bytes > 0) read_bytes = read(in, buffer, sizeof buffer);
        if (left > 0) {
            ssize_t written = write(out, buffer, left < (long)sizeof buffer ? left : (long)sizeof buffer);
            if (written < 0) return 1;
            left -= written;
        }
    }
    return read_bytes < 0;
}
