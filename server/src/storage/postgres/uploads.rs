//! Rows of uploads in PostgreSQL.

use super::tx::PostgresTx;
use crate::storage::{Part, Stored, UploadRows};
use notyet_model::ids::UserId;

impl UploadRows for PostgresTx<'_> {
    fn uploaded(&mut self, sha256: &str, user: UserId) -> Stored<Option<u64>> {
        let sql = "SELECT bytes FROM blob WHERE school = $1 AND sha256 = $2 AND \"user\" = $3";
        self.session.one(sql, &[&self.school, &sha256, &user.0], |row| Ok(row.try_get::<_, i64>(0)? as u64))
    }

    fn put_upload(&mut self, sha256: &str, user: UserId, bytes: u64, at_ms: i64) -> Stored<()> {
        self.session.run(
            "INSERT INTO blob (school, sha256, \"user\", bytes, at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (school, sha256, \"user\") DO UPDATE SET at = $5",
            &[&self.school, &sha256, &user.0, &(bytes as i64), &at_ms],
        )
    }

    fn drop_uploads(&mut self, sha256: &str) -> Stored<()> {
        self.alone()?;
        self.session.run("DELETE FROM blob WHERE school = $1 AND sha256 = $2", &[&self.school, &sha256])
    }

    fn loose_bytes(&mut self, user: UserId, since_ms: i64) -> Stored<u64> {
        let sql = "SELECT coalesce(sum(bytes), 0)::BIGINT FROM blob
                    WHERE school = $1 AND \"user\" = $2 AND at > $3
                      AND NOT EXISTS (SELECT 1 FROM blob_grant it
                                       WHERE it.school = blob.school AND it.sha256 = blob.sha256)";
        let values: super::session::Values<'_> = &[&self.school, &user.0, &since_ms];
        let sum = self.session.one(sql, values, |row| Ok(row.try_get::<_, i64>(0)?))?;
        Ok(sum.unwrap_or(0) as u64)
    }

    fn loose_before(&mut self, at_ms: i64) -> Stored<Vec<String>> {
        let sql = "SELECT sha256 FROM blob
                    WHERE school = $1
                      AND NOT EXISTS (SELECT 1 FROM blob_grant it
                                       WHERE it.school = blob.school AND it.sha256 = blob.sha256)
                    GROUP BY sha256 HAVING max(at) < $2 ORDER BY sha256";
        self.session.all(sql, &[&self.school, &at_ms], |row| Ok(row.try_get(0)?))
    }

    fn photos_like(&mut self, beginning: &str) -> Stored<Vec<String>> {
        // No hexadecimal digit comes after f.
        let sql = "SELECT sha256 FROM blob WHERE school = $1 AND sha256 >= $2 AND sha256 < $3
                   UNION SELECT sha256 FROM blob_grant WHERE school = $1 AND sha256 >= $2 AND sha256 < $3
                   ORDER BY sha256";
        let end = format!("{beginning}g");
        self.session.all(sql, &[&self.school, &beginning, &end], |row| Ok(row.try_get(0)?))
    }

    fn parts(&mut self, sha256: &str, user: UserId) -> Stored<Vec<Part>> {
        let sql = "SELECT start, bytes, length, object, at FROM upload_part
                    WHERE school = $1 AND sha256 = $2 AND \"user\" = $3 ORDER BY start";
        self.session.all(sql, &[&self.school, &sha256, &user.0], |row| {
            Ok(Part {
                start: row.try_get::<_, i64>(0)? as u64,
                bytes: row.try_get::<_, i64>(1)? as u64,
                length: row.try_get::<_, i64>(2)? as u64,
                object: row.try_get(3)?,
                at_ms: row.try_get(4)?,
            })
        })
    }

    fn put_part(&mut self, sha256: &str, user: UserId, part: &Part) -> Stored<()> {
        let (start, bytes, length) = (part.start as i64, part.bytes as i64, part.length as i64);
        self.session.run(
            "INSERT INTO upload_part (school, sha256, \"user\", start, bytes, length, object, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            &[&self.school, &sha256, &user.0, &start, &bytes, &length, &part.object, &part.at_ms],
        )
    }

    fn drop_parts(&mut self, sha256: &str, user: UserId) -> Stored<()> {
        let sql = "DELETE FROM upload_part WHERE school = $1 AND sha256 = $2 AND \"user\" = $3";
        self.session.run(sql, &[&self.school, &sha256, &user.0])
    }

    fn begun_by(&mut self, user: UserId) -> Stored<Vec<String>> {
        let sql = "SELECT sha256 FROM upload_part WHERE school = $1 AND \"user\" = $2
                    GROUP BY sha256 ORDER BY max(at), sha256";
        self.session.all(sql, &[&self.school, &user.0], |row| Ok(row.try_get(0)?))
    }

    fn begun_before(&mut self, at_ms: i64) -> Stored<Vec<(String, UserId)>> {
        let sql = "SELECT sha256, \"user\" FROM upload_part WHERE school = $1
                    GROUP BY sha256, \"user\" HAVING max(at) < $2 ORDER BY sha256, \"user\"";
        self.session.all(sql, &[&self.school, &at_ms], |row| Ok((row.try_get(0)?, UserId(row.try_get(1)?))))
    }

    fn part_objects(&mut self) -> Stored<Vec<String>> {
        let sql = "SELECT object FROM upload_part WHERE school = $1 ORDER BY object";
        self.session.all(sql, &[&self.school], |row| Ok(row.try_get(0)?))
    }
}
